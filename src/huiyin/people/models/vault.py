"""The vault (保密库): what is known of a citizen or privately of a deputy, encrypted under a key of that person.

The key of a person is wrapped by a master key that lies outside the database (`huiyin.people.vault`). Forgetting a
person destroys the wrapped key; what was encrypted under it can then never be read again.
"""

from django.db import models

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models.account import Account


class Person(models.Model):
    """Somebody whose data lies in the vault; everything outside it knows the `key` only."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    wrapped_key = models.BinaryField(null=True)  # None once the person is forgotten
    master_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class VaultRecord(models.Model):
    """One encrypted value of a person: `field` says what it is (name, phone, address, id_number, words, attachment)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="records")
    field = models.CharField(max_length=20)
    mark = models.CharField(max_length=20, blank=True)  # the mark that stands for it in a text: 〔姓名1〕
    sealed = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field", "mark"], name="vault_field_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.field}"


class VaultOpening(models.Model):
    """One opening of the vault (查阅记录): who, whose, which fields, why; chained by hash, never changed."""

    position = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")  # None: a command
    acting_for = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="openings")  # None: rotate
    fields = models.JSONField()
    act = models.CharField(max_length=20)  # open, forget, rotate
    reason = models.CharField(max_length=400)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position} {self.act}"
