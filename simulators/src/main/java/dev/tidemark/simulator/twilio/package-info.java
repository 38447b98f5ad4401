/** The stand-in for Twilio: a main account with subaccounts, and all hosts behind one server. */
package dev.tidemark.simulator.twilio;
