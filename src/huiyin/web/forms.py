"""How forms are drawn: each field by `components/field.html`, so that `{{ form.x.as_field_group }}` looks as ours do."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """The renderer of `FORM_RENDERER`; widgets stay Django's."""

    field_template_name = "components/field.html"
