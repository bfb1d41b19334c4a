package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A phone in a tester's hand. Any thread may use it; each method does its work in the sandbox's world and waits until
/// that is done.
public final class VirtualPhone {
    private static final Duration CODE_PATIENCE = Duration.ofSeconds(60);

    private final Exchange exchange;
    private final Phones phones;
    private final Phone phone;

    VirtualPhone(Exchange exchange, Phones phones, Phone phone) {
        this.exchange = exchange;
        this.phones = phones;
        this.phone = phone;
    }

    /// The account behind it; its methods belong to the world's thread.
    public Account account() {
        return phone.account();
    }

    public String number() {
        return account().number();
    }

    public Jid pn() {
        return account().pn();
    }

    public Jid lid() {
        return account().lid();
    }

    /// Scans the code that a companion shows. The companion is linked once it has agreed, and comes back by itself.
    public Linking.Linked scan(String qrText) throws LinkRefused {
        return linking(() -> exchange.linking().scan(qrText, Optional.of(account())));
    }

    /// Types the code that a companion shows, and waits until the phone has vouched for the companion.
    ///
    /// @throws LinkRefused when nobody waits for a code, or for another one
    public Linking.Linked enterCode(String code) throws LinkRefused {
        return enterCode(code, 1);
    }

    /// The same, with the phone saying its part several times, as it may when an answer seems lost.
    public Linking.Linked enterCode(String code, int hellos) throws LinkRefused {
        var outcome = linking(() -> phones.enterCode(account(), code, hellos));
        try {
            return outcome.get(CODE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LinkRefused refused) {
                throw refused;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw LinkRefused.conflict("the companion has not answered the code");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while linking", interrupted);
        }
    }

    private <T> T linking(Callable<T> task) throws LinkRefused {
        try {
            return exchange.loop().call(task);
        } catch (LinkRefused | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// What the phone does of its own accord from now on.
    public void manners(Manners manners) {
        inTheWorld(() -> {
            phone.memory().manners(manners);
            return true;
        });
    }

    public Manners manners() {
        return inTheWorld(() -> phone.memory().manners());
    }

    public Sent sendText(String to, String text) {
        return send(to, Contents.text(text));
    }

    public Sent send(String to, Message message) {
        return send(Draft.of(to, message));
    }

    public Sent send(Draft draft) {
        return inTheWorld(() -> phone.send(draft));
    }

    public Sent sendMedia(String to, MediaFile file) {
        return send(Draft.of(to, phones.uploaded(file)));
    }

    public Sent sendStatus(Message message) {
        return send(Jid.STATUS.toString(), message);
    }

    public Sent reply(Received quoted, String text) {
        return send(quoted.chat().toString(), Contents.reply(quoted, text));
    }

    /// An empty emoji takes an earlier reaction back.
    public Sent react(Received to, String emoji) {
        return send(
                to.chat().toString(),
                Contents.reaction(to.key(), emoji, exchange.clock().instant()));
    }

    public Sent poll(String to, String question, String... answers) {
        return send(to, Contents.poll(question, Arrays.asList(answers), 1, exchange.random()));
    }

    /// Votes in a poll that it has read; no answer at all takes an earlier vote back.
    public Sent vote(Received poll, String... answers) {
        var creator = poll.from().bare();
        var voter = Addressing.of(creator).of(account());
        var vote = Poll.in(poll.id(), poll.message()).seal(creator, voter, Arrays.asList(answers), exchange.random());
        return send(
                poll.chat().toString(),
                Contents.vote(poll.key(), vote, exchange.clock().instant()));
    }

    /// The answers that somebody has chosen in a poll that it has sent.
    ///
    /// @throws IllegalArgumentException when the message is no vote in that poll
    public List<String> chosen(Sent poll, Received vote) {
        var voter = inTheWorld(() -> exchange.accounts().find(vote.from()).orElseThrow());
        var asked = Poll.in(poll.id(), poll.message());
        var sealed = vote.message().getPollUpdateMessage().getVote();
        // A chat may know each of the two by either address.
        for (var creators : Addressing.values()) {
            for (var voters : Addressing.values()) {
                var answers = asked.opened(creators.of(account()), voters.of(voter), sealed);
                if (answers.isPresent()) {
                    return answers.get();
                }
            }
        }
        throw new IllegalArgumentException("message: " + vote.id() + " (expected: a vote in poll " + poll.id() + ")");
    }

    /// Puts another text in the place of one that this phone has sent.
    public Sent edit(Sent message, String text) {
        return send(
                message.chat().toString(),
                Contents.edit(message.key(), text, exchange.clock().instant()));
    }

    public Sent revoke(Sent message) {
        return send(message.chat().toString(), Contents.revoke(message.key()));
    }

    /// Founds a group with others as its members, each given as recipients of messages are.
    public Jid createGroup(String subject, String... members) {
        return inTheWorld(() -> phone.groups().create(subject, members));
    }

    public void addToGroup(Jid group, String... members) {
        inTheWorld(() -> phone.groups().add(group, members));
    }

    public void removeFromGroup(Jid group, String... members) {
        inTheWorld(() -> phone.groups().remove(group, members));
    }

    public void leaveGroup(Jid group) {
        inTheWorld(() -> {
            phone.groups().leave(group);
            return true;
        });
    }

    /// All that the phone has read, oldest first.
    public List<Received> inbox() {
        return inTheWorld(() -> phone.memory().inbox().all());
    }

    /// The first message that answers to a description, be it there already or come in time.
    ///
    /// @throws IllegalStateException when none has come, with what has
    public Received awaitMessage(Predicate<Received> description, Duration patience) {
        var message = inTheWorld(() -> phone.memory().inbox().first(description));
        try {
            return message.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            message.cancel(false);
            throw new IllegalStateException("no such message; the phone has " + inbox(), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a message", interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Received awaitText(String text, Duration patience) {
        return awaitMessage(message -> message.text().filter(text::equals).isPresent(), patience);
    }

    public void delivered(Received message) {
        receipt(message, "");
    }

    public void read(Received message) {
        receipt(message, "read");
    }

    public void played(Received message) {
        receipt(message, "played");
    }

    private void receipt(Received message, String type) {
        inTheWorld(() -> {
            phone.receipt(message, type);
            return true;
        });
    }

    /// The receipts for messages of the account that have reached the phone.
    public List<SeenReceipt> receipts() {
        return inTheWorld(() -> phone.memory().receipts().all());
    }

    /// The notifications, calls, chat states and presences that have reached the phone, as they came.
    public List<Node> heard() {
        return inTheWorld(() -> phone.memory().heard().all());
    }

    /// Says that its owner is there, or no longer.
    public void available(boolean isThere) {
        inTheWorld(() -> {
            phone.gestures().available(isThere);
            return true;
        });
    }

    public void watch(String whom) {
        inTheWorld(() -> {
            phone.gestures().watch(whom);
            return true;
        });
    }

    /// Tells a chat that its owner writes, or speaks, or no longer does.
    public void chatState(String to, ChatState state) {
        inTheWorld(() -> {
            phone.gestures().chatState(to, state);
            return true;
        });
    }

    /// Sends one signal of a call; returns the call's id.
    public String call(String to, CallSignal signal) {
        return inTheWorld(() -> phone.gestures().call(to, signal));
    }

    /// Goes over from its number to its hidden id, after so many more messages that it writes or is written: in the
    /// middle of a burst, if one is under way by then.
    public void moveToLid(int afterMessages) {
        inTheWorld(() -> {
            phones.moveToLid(account(), afterMessages);
            return true;
        });
    }

    /// Its owner has a new phone: another identity, and no companions.
    public void newIdentity() {
        inTheWorld(() -> {
            phones.newIdentity(account());
            return true;
        });
    }

    public void rename(String name) {
        inTheWorld(() -> {
            phones.rename(account(), name);
            return true;
        });
    }

    /// Unlinks one of its companions.
    public void logOut(int device) {
        inTheWorld(() -> {
            exchange.unlink(companion(device), "phone");
            return true;
        });
    }

    private Device companion(int number) {
        return account().companions().stream()
                .filter(device -> device.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("device: " + number + " (expected: a companion)"));
    }

    private <T> T inTheWorld(Callable<T> task) {
        return exchange.loop().ask(task);
    }
}
