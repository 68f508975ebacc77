"""Picture files: what is refused, what is stored of them and what they say of themselves."""
