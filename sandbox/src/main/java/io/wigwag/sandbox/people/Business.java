package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.business.VerifiedNameCertificate;
import java.util.ArrayList;
import java.util.List;

/// What makes an account a business.
///
/// @param name the name that the service vouches for
/// @param profile what stands in its profile, as stanzas hold it
public record Business(String name, List<Node> profile) {
    private static final long SERIAL = 1;
    private static final String ISSUER = "smb:wa";

    public Business {
        profile = List.copyOf(profile);
    }

    /// The same with a part of the profile replaced; a part without content is taken away.
    Business with(List<Node> changes) {
        var parts = new ArrayList<>(profile);
        for (var change : changes) {
            parts.removeIf(part -> part.is(change.tag()));
        }
        changes.stream()
                .filter(change ->
                        change.bytes().isPresent() || !change.children().isEmpty())
                .forEach(parts::add);
        return new Business(name, parts);
    }

    Node verifiedName() {
        var details = VerifiedNameCertificate.Details.newBuilder()
                .setSerial(SERIAL)
                .setIssuer(ISSUER)
                .setVerifiedName(name)
                .build();
        var certificate = VerifiedNameCertificate.newBuilder()
                .setDetails(details.toByteString())
                .build();
        return Node.tag("verified_name")
                .attribute("v", "2")
                .attribute("serial", SERIAL)
                .attribute("verified_level", "unknown")
                .bytes(Octets.wrap(certificate.toByteArray()))
                .build();
    }
}
