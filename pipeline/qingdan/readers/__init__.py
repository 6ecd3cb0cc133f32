"""bytes → Source, one module per format; sniff.py decides which."""
