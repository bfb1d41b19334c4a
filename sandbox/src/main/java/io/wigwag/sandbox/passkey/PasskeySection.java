package io.wigwag.sandbox.passkey;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Who demands a passkey of companions, and which one.
final class PasskeySection extends OwnedSection {
    private static final String DEMANDED = "demanded";
    private static final String CREDENTIAL = "credential";

    private final Passkeys passkeys;

    PasskeySection(Accounts accounts, Passkeys passkeys) {
        super("passkeys", accounts);
        this.passkeys = passkeys;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return dump(owner, "").isPresent() ? WHOLE : List.of();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        var demanded = passkeys.demands(owner);
        var credential = passkeys.known(owner);
        if (!demanded && credential.isEmpty()) {
            return Optional.empty();
        }
        var json = Entries.object().put(DEMANDED, demanded);
        credential.ifPresent(id -> json.put(CREDENTIAL, Entries.base64(id)));
        return Optional.of(json);
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var credential = entry.path(CREDENTIAL);
        passkeys.restore(
                owner,
                entry.path(DEMANDED).asBoolean(),
                credential.isMissingNode() ? Optional.<Octets>empty() : Optional.of(Entries.octets(credential)));
    }
}
