package io.wigwag.gateway.message;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupHashes;
import java.util.Optional;

/// Chats and people as clients write them, and by what the store knows them without knowing who they are.
final class Chats {
    private final LookupHashes hashes;

    Chats(LookupHashes hashes) {
        this.hashes = hashes;
    }

    /// Reads a number as people write it, or an address; empty when it is neither.
    static Optional<Jid> parse(String written) {
        try {
            if (written.indexOf('@') >= 0) {
                var jid = Jid.parse(written.replace("@c.us", "@s.whatsapp.net")).bare();
                // A server alone is an address too, and nobody's.
                return Optional.of(jid).filter(address -> !address.isServer());
            }
            var digits = written.replaceAll("[\\s()./-]", "").replaceFirst("^\\+", "");
            return digits.matches("[1-9][0-9]{6,14}") ? Optional.of(Jid.of(digits, Server.USER)) : Optional.empty();
        } catch (MalformedJid none) {
            return Optional.empty();
        }
    }

    /// The number behind an address, as E.164 writes it.
    static String phone(Jid jid) {
        return "+" + jid.user();
    }

    /// What a chat is looked up by.
    String key(Tenant tenant, Jid chat) {
        return hashes.value(KeyScope.of(tenant), "chat", chat.bare().toString());
    }

    /// What a message of our own is known by: nobody else can write in our name.
    String ownKey(Tenant tenant, String waId) {
        return hashes.value(KeyScope.of(tenant), "message", "own " + waId);
    }

    /// What somebody's message is known by.
    String key(Tenant tenant, Jid chat, Jid author, String waId) {
        var place = chat.isGroup() || chat.isBroadcast() || chat.isNewsletter() ? chat.bare() + " " : "";
        return hashes.value(KeyScope.of(tenant), "message", place + author.bare() + " " + waId);
    }

    /// What a client's word is known by.
    String onceKey(Tenant tenant, String key) {
        return hashes.value(KeyScope.of(tenant), "idempotency", key);
    }
}
