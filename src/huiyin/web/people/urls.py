"""Addresses of the pages about people and units."""

from django.urls import URLPattern, URLResolver, path

from huiyin.web.people import accounts, deputising, places, unit_import, units, vault

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<slug:key>/", accounts.account_page, name="account_page"),
    path("accounts/<slug:key>/edit/", accounts.account_edit, name="account_edit"),
    path("accounts/<slug:key>/roles/new/", accounts.grant_new, name="grant_new"),
    path("accounts/<slug:key>/roles/<int:grant>/end/", accounts.grant_end, name="grant_end"),
    path("accounts/<slug:key>/password/", accounts.password_reset, name="password_reset"),
    path("accounts/<slug:key>/second-factor/", accounts.second_factor_reset, name="second_factor_reset"),
    path("accounts/<slug:key>/sessions/", accounts.sessions_end, name="account_sessions_end"),
    path("accounts/<slug:key>/sign-on/", accounts.sign_on_untie, name="sign_on_untie"),
    path("accounts/<slug:key>/leave/", accounts.account_leave, name="account_leave"),
    path("accounts/<slug:key>/reopen/", accounts.account_reopen, name="account_reopen"),
    path("deputising/", deputising.deputising, name="deputising"),
    path("deputising/for/<slug:key>/", deputising.act_for, name="act_for"),
    path("deputising/stop/", deputising.act_no_more, name="act_no_more"),
    path("deputising/<int:row>/end/", deputising.arrangement_end, name="arrangement_end"),
    path("units/", units.unit_list, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/places/", places.place_list, name="places"),
    path("units/import/", unit_import.units_import, name="units_import"),
    path("units/import/carry-out/", unit_import.import_carry_out, name="units_import_carry_out"),
    path("units/table/", unit_import.units_table, name="units_table"),
    path("units/<slug:key>/", units.unit_page, name="unit_page"),
    path("units/<slug:key>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<slug:key>/rename/", units.unit_rename, name="unit_rename"),
    path("units/<slug:key>/end/", units.unit_end, name="unit_end"),
    path("vault/openings/", vault.openings, name="audit_openings"),
    path("vault/<slug:key>/", vault.person, name="vault_person"),
    path("vault/<slug:key>/forget/", vault.forget, name="vault_forget"),
]
