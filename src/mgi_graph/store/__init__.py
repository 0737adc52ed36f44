"""The engines that hold a dataset."""
