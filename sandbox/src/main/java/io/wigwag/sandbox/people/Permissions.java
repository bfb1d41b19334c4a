package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.OptionalInt;

/// What people let each other do, as their privacy settings, block lists and tokens say.
final class Permissions implements Consent {
    private static final int TOKEN_MISSING = 463;

    private final People people;

    Permissions(People people) {
        this.people = people;
    }

    @Override
    public boolean blocks(Account who, Account whom) {
        return people.of(who).blocked().contains(whom);
    }

    @Override
    public OptionalInt refusal(Device sender, Account recipient, Node message) {
        var isWelcome = people.tokens().opens(sender.account(), recipient, message)
                || people.tokens().isSaltToken(sender.account(), recipient, message);
        return isWelcome ? OptionalInt.empty() : OptionalInt.of(TOKEN_MISSING);
    }

    @Override
    public boolean sharesReadReceipts(Account who) {
        return !people.of(who).privacy().value(PrivacyChoices.READ_RECEIPTS).equals(PrivacyChoices.NONE);
    }

    @Override
    public boolean isWatchable(Account owner, Device watcher, Node subscription) {
        return people.tokens().opens(watcher.account(), owner, subscription);
    }

    /// Who hides when they were last seen may hide that they are there now.
    @Override
    public boolean showsOnline(Account owner, Account watcher) {
        return switch (people.of(owner).privacy().value(PrivacyChoices.ONLINE)) {
            case "match_last_seen" -> showsLastSeen(owner, watcher);
            default -> people.maySee(watcher, owner, PrivacyChoices.ONLINE);
        };
    }

    @Override
    public boolean showsLastSeen(Account owner, Account watcher) {
        return people.maySee(watcher, owner, PrivacyChoices.LAST);
    }

    @Override
    public boolean isAddable(Account member, Account by) {
        return people.maySee(by, member, PrivacyChoices.GROUP_ADD);
    }
}
