"""Release: which editions may go out, and with which notice."""

from everyleaf.release.rule import Verdict, judge
from everyleaf.release.sign_offs import SignOff, digest_to_sign, read_sign_offs, with_sign_off

__all__ = ["SignOff", "Verdict", "digest_to_sign", "judge", "read_sign_offs", "with_sign_off"]
