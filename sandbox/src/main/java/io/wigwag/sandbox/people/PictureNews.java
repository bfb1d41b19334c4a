package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.Collection;
import java.util.Optional;

/// Tells of new and removed pictures: those who may see them, and all devices of the owner, the acting one included.
final class PictureNews {
    private final Exchange exchange;
    private final People people;

    PictureNews(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    void ofPerson(Account owner, Optional<Person.Picture> picture) {
        var notification = notification(owner.pn(), owner, picture);
        for (var other : exchange.accounts().all()) {
            var isContact = people.of(other).contacts().include(owner)
                    && people.maySee(other, owner, PrivacyChoices.PROFILE)
                    && !people.of(owner).flags().has(Flags.Flag.RESTRICTED);
            if (other.equals(owner) || isContact) {
                tell(other, notification);
            }
        }
    }

    void ofGroup(Jid group, Collection<Account> members, Account actor, Optional<Person.Picture> picture) {
        var notification = notification(group, actor, picture);
        members.forEach(member -> tell(member, notification));
    }

    private void tell(Account account, Node notification) {
        account.companions().forEach(device -> exchange.delivery().deliver(device, Kind.NOTIFICATION, notification));
    }

    private Node notification(Jid of, Account author, Optional<Person.Picture> picture) {
        var change = picture.map(set -> Node.tag("set").attribute("jid", of).attribute("id", set.id()))
                .orElseGet(() -> Node.tag("delete").attribute("jid", of))
                .attribute("author", author.pn());
        return Stanzas.notification(
                        "picture", of, exchange.nextId(), exchange.clock().seconds())
                .child(change)
                .build();
    }
}
