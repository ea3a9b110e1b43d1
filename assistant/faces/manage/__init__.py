"""What managers of people do with a standard: overviews, checklists, comparisons and soundness."""
