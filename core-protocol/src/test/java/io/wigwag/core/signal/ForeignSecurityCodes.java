package io.wigwag.core.signal;

/// Security codes as somebody else's code makes them.
public interface ForeignSecurityCodes {
    String digits(SecurityCode.Party one, SecurityCode.Party other);
}
