// Entry of the page on which a customer is chosen.
import "./choose/search";
