package io.wigwag.sandbox.people;

import com.google.protobuf.ByteString;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.history.Conversation;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.sandbox.phone.HistoryPart;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import java.util.Optional;

/// A phone tells its companions, with the past, what opens doors: the account's salt, unless a flag keeps it back, and
/// in each chat the token that the other has given.
public final class TokensInHistory implements HistoryPart {
    private final Accounts accounts;
    private final People people;

    public TokensInHistory(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    @Override
    public void addTo(HistorySync.Builder bootstrap, Account account) {
        var person = people.of(account);
        if (person.flags().has(Flags.Flag.NCT_HISTORY_DELIVERY)) {
            bootstrap.setNctSalt(bytes(person.salt()));
        }
        bootstrap
                .getConversationsBuilderList()
                .forEach(chat -> partner(chat)
                        .filter(other -> !other.equals(account))
                        .ifPresent(other -> addTokens(chat, account, other)));
    }

    private Optional<Account> partner(Conversation.Builder chat) {
        try {
            return accounts.find(Jid.parse(chat.getId()));
        } catch (MalformedJid damaged) {
            throw new IllegalStateException("a chat with nobody: " + chat.getId(), damaged);
        }
    }

    private void addTokens(Conversation.Builder chat, Account account, Account other) {
        var tokens = people.tokens();
        tokens.latest(other, account)
                .ifPresent(held -> chat.setTcToken(bytes(held.bytes())).setTcTokenTimestamp(held.seconds()));
        tokens.latest(account, other).ifPresent(given -> chat.setTcTokenSenderTimestamp(given.seconds()));
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.toArray());
    }
}
