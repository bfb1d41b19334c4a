package io.wigwag.sandbox.people;

import io.wigwag.sandbox.world.Account;
import java.util.Set;

/// Whom an account has in its address book.
public sealed interface Contacts {
    /// In a sandbox everybody knows everybody, unless a test wants it otherwise.
    Contacts EVERYBODY = new Everybody();

    Contacts NOBODY = new Only(Set.of());

    boolean include(Account account);

    record Everybody() implements Contacts {
        @Override
        public boolean include(Account account) {
            return true;
        }
    }

    record Only(Set<Account> people) implements Contacts {
        public Only {
            people = Set.copyOf(people);
        }

        @Override
        public boolean include(Account account) {
            return people.contains(account);
        }
    }
}
