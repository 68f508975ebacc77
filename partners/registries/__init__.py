"""Whether identifiers belong to whom they stand beside, asked of their registries."""
