"""The server: what people and programs reach over HTTP."""
