"""The parts of lab 14, for servers in another language: an edge in front of other servers."""
