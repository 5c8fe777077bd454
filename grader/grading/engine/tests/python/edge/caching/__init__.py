"""The cache of an edge in another language, as RFC 9111 allows it for many users."""
