"""Release: which editions may go out, and with which notice."""

from everyleaf.release.rule import Verdict, judge, notices_once_signed
from everyleaf.release.sign_offs import digest_to_sign, roles_signed

__all__ = ["Verdict", "digest_to_sign", "judge", "notices_once_signed", "roles_signed"]
