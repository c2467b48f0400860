"""Rules of handling (办理规则) for people: the flow as a picture, numbers with their sources, and loading one's own."""
