"""Deputies (代表): persons who are elected; which congress they sit in, and for how long, is `huiyin.congress`'s."""

from django.db import models

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models.account import Account
from huiyin.people.models.vault import Person


class Deputy(models.Model):
    """Somebody who is or was a deputy. Name and post are public; phone and address lie in the vault under `person`."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=120, blank=True)  # 单位及职务, as the roster gives it
    account = models.OneToOneField(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="deputy")
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="deputy")

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
