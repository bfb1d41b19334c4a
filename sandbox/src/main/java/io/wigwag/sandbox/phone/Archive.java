package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.history.Conversation;
import io.wigwag.proto.history.HistorySyncMsg;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.PartChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The messages that an account's phone has in its chats, as far as the sandbox knows them: what a phone has written
/// and read, and what the admin has put there. Of the world's thread.
final class Archive {
    private static final int KEPT_IN_A_CHAT = 1_000;

    private final Map<Account, Map<Jid, Numbered<WebMessageInfo>>> chats = new LinkedHashMap<>();
    private final Map<Account, Map<Jid, String>> names = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    void keptBy(PartChanges listener) {
        changes = listener;
    }

    /// Keeps a message; what only says something about another one is no message of its own.
    void add(Account account, Jid chat, WebMessageInfo message) {
        if (message.getMessage().hasProtocolMessage() || message.getMessage().hasReactionMessage()) {
            return;
        }
        var _ = chat(account, chat).add(message);
    }

    /// One chat, as it is kept.
    Numbered<WebMessageInfo> chat(Account account, Jid chat) {
        return chats.computeIfAbsent(account, _ -> new LinkedHashMap<>())
                .computeIfAbsent(
                        chat,
                        _ -> new Numbered<>(
                                KEPT_IN_A_CHAT, number -> changes.changed(account, ArchiveSection.part(chat, number))));
    }

    void name(Account account, Jid whom, String name) {
        names.computeIfAbsent(account, _ -> new LinkedHashMap<>()).put(whom, name);
        changes.changed(account, ArchiveSection.part(whom));
    }

    /// The names that were given beside those of accounts.
    Map<Jid, String> names(Account account) {
        return names.getOrDefault(account, Map.of());
    }

    /// All chats, each with its newest messages first.
    List<Conversation> conversations(Account account, int mostInEach) {
        var all = new ArrayList<Conversation>();
        of(account).forEach((chat, messages) -> {
            var newestFirst = messages.newestFirst();
            all.add(conversation(chat, newestFirst.subList(0, Math.min(mostInEach, newestFirst.size()))));
        });
        return all;
    }

    /// The messages of a chat before one of them, newest first; without that one, the newest.
    Conversation before(Account account, Jid chat, String oldestKnown, int most) {
        var known = of(account).get(chat);
        var messages = known == null ? List.<WebMessageInfo>of() : known.all();
        var end = messages.size();
        for (var i = 0; i < messages.size(); i++) {
            if (messages.get(i).getKey().getId().equals(oldestKnown)) {
                end = i;
            }
        }
        return conversation(chat, messages.subList(Math.max(0, end - most), end).reversed());
    }

    private static Conversation conversation(Jid chat, Collection<WebMessageInfo> newestFirst) {
        var conversation = Conversation.newBuilder().setId(chat.toString());
        newestFirst.forEach(message -> conversation.addMessages(
                HistorySyncMsg.newBuilder().setMessage(message).setMsgOrderId(conversation.getMessagesCount() + 1L)));
        newestFirst.stream()
                .findFirst()
                .ifPresent(newest -> conversation.setConversationTimestamp(newest.getMessageTimestamp()));
        return conversation.build();
    }

    /// The newest message of an id.
    Optional<WebMessageInfo> find(Account account, String id) {
        return messages(account)
                .filter(message -> message.getKey().getId().equals(id))
                .reduce((_, later) -> later);
    }

    /// The message that a companion could not read.
    Optional<WebMessageInfo> find(Account account, MessageKey key) {
        return messages(account)
                .filter(message -> message.getKey().getId().equals(key.getId())
                        && message.getKey().getFromMe() == key.getFromMe())
                .findFirst();
    }

    private Stream<WebMessageInfo> messages(Account account) {
        return of(account).values().stream().flatMap(messages -> messages.all().stream());
    }

    /// All chats of an account.
    Map<Jid, Numbered<WebMessageInfo>> of(Account account) {
        return chats.getOrDefault(account, Map.of());
    }

    void forget(Account account) {
        chats.remove(account);
        names.remove(account);
    }

    void clear() {
        chats.clear();
        names.clear();
    }
}
