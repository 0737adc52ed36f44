"""The site described for programs (OpenAPI 3.1.1), made from the saved queries and the routes beside them."""
