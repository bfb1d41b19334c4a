package io.wigwag.core.port;

import java.util.Collection;
import java.util.Map;

/// Which phone number and which LID are one user. User parts only, no server and no device.
public interface LidMap {
    /// LID by phone number.
    Map<String, String> lidsOf(Collection<String> phones);

    /// Phone number by LID.
    Map<String, String> phonesOf(Collection<String> lids);
}
