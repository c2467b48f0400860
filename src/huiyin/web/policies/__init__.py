"""Rules of handling (办理规则) for people: the flow as a picture, every number with its source."""
