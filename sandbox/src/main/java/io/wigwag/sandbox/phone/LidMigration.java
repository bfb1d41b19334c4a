package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.LIDMigrationMapping;
import io.wigwag.proto.e2e.LIDMigrationMappingSyncMessage;
import io.wigwag.proto.e2e.LIDMigrationMappingSyncPayload;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Accounts go over from numbers to hidden ids: from then on phones write in their chats by those, whatever an order
/// says. That may be in the middle of a burst, after some more messages; what was written before keeps its address,
/// also when it is sent again.
final class LidMigration {
    private final Exchange exchange;
    private final Consumer<Account> moved;
    private final Map<Account, Integer> left = new LinkedHashMap<>();

    /// @param moved is told who has gone over
    LidMigration(Exchange exchange, Consumer<Account> moved) {
        this.exchange = exchange;
        this.moved = moved;
    }

    /// @param after so many messages that the account's phone writes, or that phones write to the account
    void begin(Account account, int after) {
        if (account.addressing() == Addressing.LID) {
            return;
        }
        if (after > 0) {
            left.put(account, after);
        } else {
            move(account);
        }
    }

    /// How many messages are left until an account goes over; 0 for none or never.
    int left(Account account) {
        return left.getOrDefault(account, 0);
    }

    private void move(Account account) {
        left.remove(account);
        account.moveToLid();
        exchange.events().add("account.moved", "account", account, "lid", account.lid());
        moved.accept(account);
    }

    /// A chat under the address that it has by now.
    Jid chat(Account sender, Jid chat) {
        return exchange.accounts()
                .find(chat)
                .filter(partner -> sender.addressing() == Addressing.LID || partner.addressing() == Addressing.LID)
                .map(partner -> partner.lid().withDevice(chat.device()))
                .orElse(chat);
    }

    /// One message more has been written.
    void wrote(Account sender, Jid chat) {
        var partner = exchange.accounts().find(chat).filter(account -> !account.equals(sender));
        Stream.concat(Stream.of(sender), partner.stream())
                .filter(left::containsKey)
                .toList()
                .forEach(account -> begin(account, left(account) - 1));
    }

    /// What its phone tells the companions of an account then: the hidden ids of those it knows, and its own.
    ProtocolMessage.Builder mappings(Account account) {
        var payload = LIDMigrationMappingSyncPayload.newBuilder()
                .setChatDbMigrationTimestamp(exchange.clock().seconds())
                .addPnToLidMappings(mapping(account));
        exchange.acquaintances().whoKnow(account).forEach(person -> payload.addPnToLidMappings(mapping(person)));
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.LID_MIGRATION_MAPPING_SYNC)
                .setLidMigrationMappingSyncMessage(LIDMigrationMappingSyncMessage.newBuilder()
                        .setEncodedMappingPayload(zipped(payload.build().toByteArray())));
    }

    private static LIDMigrationMapping mapping(Account account) {
        return LIDMigrationMapping.newBuilder()
                .setPn(account.pn().number())
                .setAssignedLid(account.lid().number())
                .build();
    }

    private static ByteString zipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zipping = new GZIPOutputStream(out)) {
            zipping.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteString.copyFrom(out.toByteArray());
    }

    void forget(Account account) {
        left.remove(account);
    }

    void clear() {
        left.clear();
    }
}
