package io.wigwag.sandbox;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.group.Toggle;
import io.wigwag.sandbox.people.Pictures;
import io.wigwag.sandbox.world.Account;
import java.util.List;
import java.util.Optional;

/// Tells those who keep pictures what groups there are: neither knows of the other.
record GroupPictures(Groups groups) implements Pictures.Groups {
    @Override
    public Optional<Pictures.Group> find(Jid address) {
        return groups.find(address).map(Pictured::new);
    }

    private record Pictured(Group group) implements Pictures.Group {
        @Override
        public List<Account> members() {
            return group.members();
        }

        /// As with its name.
        @Override
        public boolean mayChangePicture(Account account) {
            return group.is(Toggle.LOCKED) ? group.isAdmin(account) : group.has(account);
        }
    }
}
