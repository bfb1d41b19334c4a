package io.wigwag.gateway.boot;

import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.phone.Draft;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Somebody who is written to over a gateway, reads everything at once, and writes back.
final class Friend {
    private final VirtualPhone phone;
    private final VirtualPhone account;
    private final List<String> written = new ArrayList<>();

    Friend(VirtualPhone phone, VirtualPhone account) {
        this.phone = phone;
        this.account = account;
        phone.manners(Manners.SILENT.receipts(Manners.Receipts.READ));
    }

    String number() {
        return phone.number();
    }

    /// Writes the next text, which is its id as well.
    synchronized void write() {
        var word = phone.number() + "IN" + written.size();
        written.add(word);
        var _ = phone.send(Draft.of(
                        account.number(),
                        Message.newBuilder().setConversation(word).build())
                .as(word));
    }

    synchronized List<String> written() {
        return List.copyOf(written);
    }

    /// What has come, in its order.
    List<String> texts() {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(Optional::stream)
                .toList();
    }

    List<String> refused() {
        return phone.receipts().stream()
                .filter(receipt -> receipt.type().equals("retry"))
                .map(receipt -> receipt.toString())
                .toList();
    }
}
