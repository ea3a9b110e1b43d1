"""The published index: chunks, embeddings, the store, and its immutable generations."""
