package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.OpenedAddOn.Answer;
import io.wigwag.core.message.content.OpenedAddOn.Commented;
import io.wigwag.core.message.content.OpenedAddOn.Edited;
import io.wigwag.core.message.content.OpenedAddOn.OptionAdded;
import io.wigwag.core.message.content.OpenedAddOn.Reacted;
import io.wigwag.core.message.content.OpenedAddOn.Vote;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.EventResponse;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.MessageSecret.Parties;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddOnsTest {
    private final RandomDrafts drafts = new RandomDrafts(4);
    private final SeededRandom random = new SeededRandom(4);
    private final MessageSecret secret = new MessageSecret(drafts.exactly(MessageSecret.SIZE));
    private final Composition composition = new Composition(drafts.time(), secret);
    private final MessageRef target = drafts.ref();
    private final Jid author = drafts.person();
    private final Jid sender = drafts.person();

    @Test
    void everyKindGoesThereAndBackThroughItsMessage() throws Exception {
        var seen = EnumSet.noneOf(AddOn.class);
        for (var addOn : List.of(
                new Vote(PollVote.forOptions("tea")),
                new Answer(EventResponse.of(EventResponse.Answer.GOING, drafts.time())),
                new Reacted("!"),
                new Reacted(""),
                new Commented(drafts.words()),
                new Edited(drafts.words()),
                new Edited(Draft.of(Event.of("party", drafts.time()))),
                new Edited(Draft.of(Poll.single("?", List.of("a", "b")))),
                new OptionAdded("milk"))) {
            var sealed = AddOns.seal(addOn, target, secret, parties(), composition, random);
            var bytes = Octets.wrap(
                    ContentWriter.write(Draft.of(sealed), composition).toByteArray());
            var received = ContentReader.read(bytes).content();
            assertThat(received).isEqualTo(sealed);
            assertThat(open((SealedAddOn) received)).isEqualTo(addOn);
            seen.add(addOn.kind());
        }
        assertThat(seen).containsExactlyInAnyOrder(AddOn.values());
    }

    @Test
    void theNameOfTheSenderIsTriedInBothForms() throws Exception {
        var sealed = AddOns.seal(new Reacted("!"), target, secret, parties(), composition, random);
        assertThat(AddOns.open(sealed, secret, List.of(sender, author), List.of(author, sender)))
                .isEqualTo(new Reacted("!"));
        assertThatThrownBy(() -> AddOns.open(sealed, secret, List.of(sender), List.of(sender)))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void anEditThatStandsThereBareIsReadToo() throws Exception {
        var bare = Octets.ofHex("0a036e6577");
        var sealed =
                new SealedAddOn(target, AddOn.MESSAGE_EDIT, secret.seal(AddOn.MESSAGE_EDIT, parties(), bare, random));
        assertThat(open(sealed)).isEqualTo(new Edited(Draft.of(Text.of("new"))));
    }

    @ParameterizedTest
    @EnumSource(AddOn.class)
    void whatOpensAndIsNoneIsRefusedInTheOneWay(AddOn kind) {
        var sealed = new SealedAddOn(target, kind, secret.seal(kind, parties(), Octets.ofHex("0aff"), random));
        assertThatThrownBy(() -> open(sealed)).isInstanceOf(MalformedMessage.class);
    }

    private Parties parties() {
        return new Parties(target.id(), author, sender);
    }

    private OpenedAddOn open(SealedAddOn sealed) throws Exception {
        return AddOns.open(sealed, secret, List.of(author), List.of(sender));
    }
}
