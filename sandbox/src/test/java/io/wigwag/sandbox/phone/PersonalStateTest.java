package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.MuteAction;
import io.wigwag.proto.appstate.PushNameSetting;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.proto.appstate.SyncdMutation.SyncdOperation;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Account;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonalStateTest {
    private static final long SEED = 17_2;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private Account account;
    private LinkedCompanion companion;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        companion = sandbox.exchange().loop().call(() -> {
            var alice = sandbox.exchange().createAccount("alice", "alice", Account.Kind.HEADLESS);
            var linked = new LinkedCompanion(sandbox.exchange(), alice, random);
            linked.logIn();
            return linked;
        });
        account = companion.device().account();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private interface InTheWorld {
        void run() throws Exception;
    }

    private void inTheWorld(InTheWorld test) throws Exception {
        sandbox.exchange().loop().call(() -> {
            test.run();
            return true;
        });
    }

    private List<SyncActionData> entries(CollectionName collection) {
        return sandbox.phones().personalState().entries(account, collection);
    }

    @Test
    void theNameIsThereFromTheStart() throws Exception {
        inTheWorld(() -> {
            assertThat(entries(CollectionName.CRITICAL_BLOCK))
                    .anySatisfy(entry -> {
                        assertThat(entry.getIndex().toStringUtf8()).isEqualTo("[\"setting_pushName\"]");
                        assertThat(entry.getValue().getPushNameSetting().getName())
                                .isEqualTo("alice");
                        assertThat(entry.getValue().getTimestamp()).isPositive();
                    })
                    .anySatisfy(entry -> assertThat(
                                    entry.getValue().getLocaleSetting().getLocale())
                            .isEqualTo("en_US"));
            assertThat(sandbox.appState()
                            .of(account, CollectionName.CRITICAL_BLOCK)
                            .version())
                    .isEqualTo(1);
        });
    }

    @Test
    void companionsHearOfWhatThePersonaWrites() throws Exception {
        inTheWorld(() -> {
            var index = List.of("mute", "4915112345678@s.whatsapp.net");
            var value = SyncActionValue.newBuilder()
                    .setTimestamp(1)
                    .setMuteAction(MuteAction.newBuilder().setMuted(true))
                    .build();
            var state = sandbox.phones().personalState();

            assertThat(state.write(
                            account, CollectionName.REGULAR_HIGH, List.of(PersonalState.Mutation.set(index, value, 2))))
                    .isEqualTo(1);

            assertThat(entries(CollectionName.REGULAR_HIGH)).singleElement().satisfies(entry -> {
                assertThat(entry.getIndex().toStringUtf8()).isEqualTo("[\"mute\",\"4915112345678@s.whatsapp.net\"]");
                assertThat(entry.getVersion()).isEqualTo(2);
            });
            assertThat(companion.heard).anyMatch(stanza -> stanza.attributes().is("type", "server_sync"));
            var _ = state.write(
                    account, CollectionName.REGULAR_HIGH, List.of(PersonalState.Mutation.remove(index, value, 2)));
            assertThat(entries(CollectionName.REGULAR_HIGH)).isEmpty();
        });
    }

    @Test
    void aNameThatACompanionWritesIsTheAccountsNow() throws Exception {
        inTheWorld(() -> {
            var keys = sandbox.phones().syncKeys();
            var sealed = new SealedCollection(
                    "critical_block", id -> keys.find(account, id).map(SyncSeal::new));
            for (var patch : sandbox.appState()
                    .of(account, CollectionName.CRITICAL_BLOCK)
                    .after(0, 10)) {
                sealed.apply(patch);
            }
            var value = SyncActionValue.newBuilder()
                    .setTimestamp(2)
                    .setPushNameSetting(PushNameSetting.newBuilder().setName("Alice B."));
            var change = new SealedCollection.Change(
                    SyncdOperation.SET,
                    SyncActionData.newBuilder()
                            .setIndex(ByteString.copyFromUtf8("[\"setting_pushName\"]"))
                            .setValue(value)
                            .setVersion(1)
                            .build());
            var patch = sealed.write(List.of(change), new SyncSeal(keys.current(account)), random);

            companion.say(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("id", "1")
                    .attribute("type", "set")
                    .attribute("xmlns", "w:sync:app:state")
                    .child(Node.tag("sync")
                            .child(Node.tag("collection")
                                    .attribute("name", "critical_block")
                                    .attribute("version", 1)
                                    .child(Node.tag("patch").bytes(Octets.wrap(patch.toByteArray())))))
                    .build());

            assertThat(account.pushName()).isEqualTo("Alice B.");
        });
    }
}
