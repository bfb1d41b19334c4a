package io.wigwag.gateway.cli;

import java.util.concurrent.CountDownLatch;

/// A program whose work does not hear that it is interrupted.
final class DeafProgram {
    private DeafProgram() {}

    public static void main(String[] arguments) {
        var _ = Ending.ofThisThread();
        var never = new CountDownLatch(1);
        System.out.println("at work");
        while (true) {
            try {
                never.await();
            } catch (InterruptedException unheard) {
                System.out.println("and so what");
            }
        }
    }
}
