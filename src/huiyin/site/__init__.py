"""The Django project (站点): settings, addresses, background work and health; it wires the faces and holds no rule."""
