"""The OpenAPI document: made of what views take, and of the schemas that documents are checked by."""
