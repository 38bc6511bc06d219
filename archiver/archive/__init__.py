"""The archive: one PDF that carries, lists and proves its originals."""
