package com.example.offers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that says how likely a customer is to leave, and why. */
@SpringBootApplication
public class OffersApplication {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(OffersApplication.class, arguments);
    }
}
