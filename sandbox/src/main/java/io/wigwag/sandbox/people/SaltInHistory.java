package io.wigwag.sandbox.people;

import com.google.protobuf.ByteString;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.sandbox.phone.HistoryPart;
import io.wigwag.sandbox.world.Account;

/// A phone tells its companions the account's salt with the past, unless a flag keeps it back.
public final class SaltInHistory implements HistoryPart {
    private final People people;

    public SaltInHistory(People people) {
        this.people = people;
    }

    @Override
    public void addTo(HistorySync.Builder bootstrap, Account account) {
        var person = people.of(account);
        if (person.flags().has(Flags.Flag.NCT_HISTORY_DELIVERY)) {
            bootstrap.setNctSalt(ByteString.copyFrom(person.salt().toArray()));
        }
    }
}
