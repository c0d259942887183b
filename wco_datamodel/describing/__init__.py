"""What is derived from the schemas for people and other software: JSON Schema, data dictionary, pointers, errors."""

from wco_datamodel.describing.json_schema import json_schema, schema_names

__all__ = ["json_schema", "schema_names"]
