package io.wigwag.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.world.Account;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeviceNewsTest {
    private final SmallWorld world = new SmallWorld();
    private final Account anna = world.account("anna");
    private final Account ben = world.account("ben");

    @AfterEach
    void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }

    private void meet() {
        world.in(() -> {
            world.exchange().acquaintances().learnt(anna, ben);
            return true;
        });
    }

    @Test
    void thoseWhoKnowAPersonHearOfANewDeviceWithTheSignedList() throws Exception {
        var friend = world.online(anna);
        var stranger = world.online(world.account("carl"));
        var own = world.online(ben);
        meet();

        var device = world.linkAloud(ben);

        var news = friend.took().getFirst();
        assertThat(news.attributes().text("type")).hasValue("devices");
        assertThat(news.attributes().text("from")).hasValue(ben.pn().toString());
        assertThat(news.attributes().text("lid")).hasValue(ben.lid().toString());
        var add = news.requireChild("add");
        assertThat(add.attributes().text("device_hash")).hasValue(ParticipantHash.of(List.of(ben.pn(), device.pn())));
        assertThat(add.attributes().text("device_lid_hash"))
                .hasValue(ParticipantHash.of(List.of(ben.lid(), device.lid())));
        var entry = add.requireChild("device").attributes();
        assertThat(entry.requireJid("jid")).isEqualTo(device.pn());
        assertThat(entry.requireJid("lid")).isEqualTo(device.lid());
        assertThat(entry.requireNumber("key-index")).isEqualTo(2);
        var list = ADVKeyIndexList.parseFrom(ADVSignedKeyIndexList.parseFrom(
                        add.requireChild("key-index-list").requireBytes().asBuffer())
                .getDetails());
        assertThat(list.getValidIndexesList()).containsExactly(0, 1, 2);
        assertThat(stranger.took()).isEmpty();
        assertThat(own.took())
                .singleElement()
                .satisfies(told -> assertThat(devices(told)).containsExactly(ben.pn(), device.pn()));
        assertThat(device.queue().isEmpty()).isTrue();
    }

    private static List<Jid> devices(Node notification) {
        return notification.child("devices").orElseThrow().children("device").stream()
                .map(entry -> {
                    try {
                        return entry.attributes().requireJid("jid");
                    } catch (MalformedNode malformed) {
                        throw new AssertionError(malformed);
                    }
                })
                .toList();
    }

    @Test
    void theyHearOfOneThatWentAndTheOwnOthersDoToo() throws Exception {
        var friend = world.online(anna);
        var own = world.online(ben);
        var gone = world.online(ben);
        meet();
        own.took();

        world.in(() -> {
            world.exchange().unlink(gone.device(), "test");
            return true;
        });

        var remove = friend.took().getFirst().requireChild("remove");
        assertThat(remove.attributes().text("device_hash")).hasValue(ParticipantHash.of(List.of(ben.pn())));
        assertThat(remove.requireChild("device").attributes().requireJid("jid"))
                .isEqualTo(gone.device().pn());
        var list = remove.requireChild("key-index-list");
        assertThat(list.attributes().requireNumber("ts")).isPositive();
        assertThat(list.bytes()).isEmpty();
        assertThat(own.took()).singleElement().satisfies(told -> {
            assertThat(told.attributes().text("type")).hasValue("account_sync");
            assertThat(told.attributes().text("from")).hasValue(ben.pn().toString());
            assertThat(devices(told)).containsExactly(ben.pn());
        });
        assertThat(gone.isClosed()).isTrue();
    }

    @Test
    void whoIsAwayHearsLater() {
        var friend = world.link(anna);
        meet();

        world.linkAloud(ben);

        assertThat(world.login(friend).took("notification")).hasSize(1);
    }
}
