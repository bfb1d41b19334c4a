package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.phone.CallSignal;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What one device of an account does to chats and people, and the others know of: two companions and their phone.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class SharedStateScenarioTest extends Scenarios {
    private final VirtualPhone phone;
    private final Companion first;
    private final Companion second;
    private final Companion bob;

    SharedStateScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        phone = stage.phone("dora");
        first = stage.beside(version, "dora", 1);
        second = stage.beside(partner, "dora", 2);
        bob = stage.alone(partner, "bob");
        first.does(command("syncAppState"));
        second.does(command("syncAppState"));
    }

    private static void changes(Companion who, String chat, Predicate<DriverEvent> how) throws Exception {
        who.takes("chatUpdate", event -> event.text("id").equals(chat) && how.test(event));
    }

    /// What the phone finds in a collection, by its index.
    private List<String> entries(CollectionName collection) throws Exception {
        return stage
                .inTheWorld(() -> stage.sandbox().phones().personalState().entries(phone.account(), collection))
                .stream()
                .map(entry -> entry.getIndex().toStringUtf8())
                .toList();
    }

    @Scenario("several devices: a chat is archived, marked unread, cleared and deleted")
    void whatIsDoneToAChatIsShared() throws Exception {
        var id = bob.says(first.number(), "put me away");
        var chat = first.hears(id).text("chat");
        second.hears(id);

        first.does(command("archive").with("chat", chat));
        changes(second, chat, event -> event.flag("archived"));
        second.does(command("archive").with("chat", chat).with("on", false));
        changes(first, chat, event -> event.json().has("archived") && !event.flag("archived"));
        first.does(command("markRead").with("chat", chat).with("on", false));
        changes(second, chat, event -> event.json().path("unreadCount").asInt(0) < 0);

        // Baileys tells nobody of a chat that is cleared; the phone reads it.
        second.does(command("clearChat").with("chat", chat));
        assertThat(entries(CollectionName.REGULAR_HIGH))
                .anyMatch(index -> index.startsWith("[\"clearChat\",\"" + chat));
        first.does(command("deleteChat").with("chat", chat));
        changes(second, chat, event -> event.flag("deleted"));
    }

    /// A client tells of what it does itself, too.
    private static void starred(Companion who, String id, boolean wanted) throws Exception {
        who.takes("update", event -> {
            var starred = event.json().path("update").path("starred");
            return event.text("id").equals(id) && starred.isBoolean() && starred.asBoolean() == wanted;
        });
    }

    @Scenario("several devices: a message is starred, and no longer")
    void aStarIsShared() throws Exception {
        var id = bob.says(first.number(), "remember me");
        var chat = first.hears(id).text("chat");
        second.hears(id);

        first.does(command("star").with("chat", chat).with("target", id));
        starred(second, id, true);
        assertThat(entries(CollectionName.REGULAR_LOW))
                .contains("[\"star\",\"%s\",\"%s\",\"0\",\"0\"]".formatted(chat, id));
        second.does(command("star").with("chat", chat).with("target", id).with("on", false));
        starred(first, id, false);
    }

    @Scenario("several devices: a block, an about text and a picture are known to all")
    void whatIsSaidOfPeopleIsShared() throws Exception {
        first.does(command("block").with("jid", bob.number()));
        assertThat(second.takes("blocklist", event -> event.text("action").equals("add"))
                        .texts("jids"))
                .containsAnyOf(bob.number(), bob.lid());
        second.does(command("block").with("jid", bob.number()).with("on", false));
        assertThat(first.takes("blocklist", event -> event.text("action").equals("remove"))
                        .texts("jids"))
                .containsAnyOf(bob.number(), bob.lid());

        var own = first.number();
        first.does(command("setAbout").with("text", "two desks, one me"));
        assertThat(second.does(command("about").with("jid", own)).path("status").asString())
                .isEqualTo("two desks, one me");
        first.does(command("setPicture").with("bytes", Octets.ofHex("ffd8ffe0")));
        assertThat(second.takes("picture", event -> true).text("action")).isEqualTo("changed");
        assertThat(bob.does(command("picture").with("jid", own)).path("url").asString())
                .startsWith("https://127.0.0.1");
    }

    @Scenario("who is blocked is not heard, and does not know it")
    void theBlockedAreNotHeard() throws Exception {
        var carl = stage.phone("carl");
        first.does(command("block").with("jid", carl.pn().toString()));
        var unheard = carl.sendText(first.number(), "do you hear me?");
        var unanswered = carl.call(first.number(), CallSignal.offer(false));
        first.does(command("block").with("jid", carl.pn().toString()).with("on", false));
        var heard = carl.sendText(first.number(), "and now?");
        for (var device : List.of(first, second)) {
            // It comes behind all that was to come before it.
            device.hears(heard.id());
            assertThat(device.hasHeard(unheard.id())).isFalse();
            assertThat(device.driver().left())
                    .noneMatch(event ->
                            event.name().equals("call") && event.text("id").equals(unanswered));
        }
    }
}
