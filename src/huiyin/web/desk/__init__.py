"""The desk (工作台): what waits for somebody, one click from the step."""
