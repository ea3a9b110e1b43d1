"""Every text that people read: a file an area of the product, written in Traditional Chinese and English."""
