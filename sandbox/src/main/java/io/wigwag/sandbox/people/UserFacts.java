package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One side of a user as another one may know it.
final class UserFacts {
    private final People people;

    UserFacts(People people) {
        this.people = people;
    }

    /// What an asker is told; empty where there is nothing to tell, not even that.
    Optional<Node> about(Account account, Account asker, Jid address, Node protocol, Node asked) {
        return switch (protocol.tag()) {
            case "devices" -> Optional.of(people.deviceLists().of(account, address));
            case "status" -> Optional.of(status(account, asker));
            case "picture" -> picture(account, asker, asked);
            case "disappearing_mode" -> Optional.of(DisappearingMode.node(people.of(account)));
            case "business" -> Optional.of(business(account));
            default -> Optional.of(Node.of(protocol.tag()));
        };
    }

    private Node status(Account account, Account asker) {
        if (!people.maySee(asker, account, PrivacyChoices.STATUS)) {
            return Node.tag("status")
                    .attribute("code", "401")
                    .attribute("type", "fail")
                    .build();
        }
        var about = people.of(account).about();
        if (about.isEmpty()) {
            return Node.of("status");
        }
        var status = Node.tag("status").attribute("t", about.get().since().getEpochSecond());
        // An empty text is written as no content at all.
        return about.get().text().isEmpty()
                ? status.build()
                : status.bytes(utf8(about.get().text())).build();
    }

    private Optional<Node> picture(Account account, Account asker, Node asked) {
        if (!people.mayFetchPicture(asker, account, asked)) {
            return Optional.empty();
        }
        return people.of(account)
                .picture()
                .map(picture ->
                        Node.tag("picture").attribute("id", picture.id()).build());
    }

    private Node business(Account account) {
        var business = people.of(account).business();
        return business.isEmpty()
                ? Node.of("business")
                : Node.tag("business")
                        .attribute("pn_jid", account.pn())
                        .child(business.get().verifiedName())
                        .build();
    }

    static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
