"""Addresses of the way in and of a person's own account; allauth's other pages (sign-up, mail) have none."""

from django.urls import URLPattern, URLResolver, path

from huiyin.web.accounts import entrance, own

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.account, name="account"),
    path("login/", entrance.log_in, name="account_login"),
    path("logout/", entrance.log_out, name="account_logout"),
    path("closed/", entrance.closed, name="account_inactive"),
    path("password/", entrance.change_password, name="account_change_password"),
    path("again/", entrance.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", entrance.second_factor, name="mfa_index"),
    path("second-factor/code/", entrance.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", entrance.reauthenticate_by_code, name="mfa_reauthenticate"),
    path("second-factor/set-up/", entrance.activate, name="mfa_activate_totp"),
    path("second-factor/remove/", entrance.deactivate, name="mfa_deactivate_totp"),
    path("second-factor/recovery/", entrance.recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery/new/", entrance.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/recovery/file/", entrance.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sessions/", entrance.my_sessions, name="usersessions_list"),
    path("sessions/<int:session>/end/", own.session_end, name="session_end"),
    path("sign-on/cancelled/", entrance.sign_on_cancelled, name="socialaccount_login_cancelled"),
    path("sign-on/failed/", entrance.sign_on_failed, name="socialaccount_login_error"),
    path("sign-on/<slug:provider_id>/", entrance.sign_on, name="openid_connect_login"),
    path("sign-on/<slug:provider_id>/back/", entrance.sign_on_back, name="openid_connect_callback"),
]
