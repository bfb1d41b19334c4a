package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Account;
import java.util.Optional;
import java.util.OptionalInt;

/// What became of one person that an order named.
///
/// @param asked the address that the order used
/// @param error why it didn't happen, if it didn't
/// @param invitation what the actor may send a person who doesn't want to be added without being asked
public record Outcome(Jid asked, Optional<Account> person, OptionalInt error, Optional<Invitation> invitation) {
    public static final int NOT_ALLOWED = 403;
    public static final int UNKNOWN = 404;
    public static final int NOT_IN_GROUP = 404;
    public static final int REFUSED = 406;
    public static final int ALREADY_IN_GROUP = 409;
    public static final int GROUP_IS_FULL = 419;

    static Outcome done(Jid asked, Account person) {
        return new Outcome(asked, Optional.of(person), OptionalInt.empty(), Optional.empty());
    }

    static Outcome failed(Jid asked, Optional<Account> person, int error) {
        return new Outcome(asked, person, OptionalInt.of(error), Optional.empty());
    }

    static Outcome invitable(Jid asked, Account person, Invitation invitation) {
        return new Outcome(asked, Optional.of(person), OptionalInt.of(NOT_ALLOWED), Optional.of(invitation));
    }

    public boolean isDone() {
        return error.isEmpty();
    }

    /// The participant as the answer shows it: by the address asked for, with the number where that is hidden.
    Node toNode() {
        var node = Node.tag("participant").attribute("jid", asked);
        if (asked.isLid()) {
            person.ifPresent(known -> node.attribute("phone_number", known.pn()));
        }
        error.ifPresentOrElse(code -> node.attribute("error", code), () -> node.attribute("type", "200"));
        invitation.ifPresent(offer -> node.child(Node.tag("add_request")
                .attribute("code", offer.code())
                .attribute("expiration", offer.expiresAt().getEpochSecond())));
        return node.build();
    }
}
