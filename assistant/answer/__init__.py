"""What is answered: values, composition, proof and rendering."""
