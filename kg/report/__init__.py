"""Problems to text, one module per format."""
