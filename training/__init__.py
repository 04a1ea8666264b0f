"""Training pipelines for landmark models: data, networks, recipes, evaluation. No Qt."""
