/** Reasons that reports group by, as the app names them and as people say them; a test compares them with the app's. */
export const reasonsOf = {
  unqualified: {
    "wrong-fit": "Wrong size, industry or country",
    "wrong-contact": "The wrong person",
    "no-need": "No need",
    "no-budget": "No budget",
    "no-authority": "Cannot decide",
    "bad-data": "Not a real person, or wrong details",
    "duplicate": "Known already",
    "competitor": "Competitor",
    "student": "Student",
    "other": "Something else",
  },
  lost: {
    "price": "Price",
    "competitor": "Chose a competitor",
    "missing-feature": "Something is missing in the product",
    "no-budget": "No budget any more",
    "no-decision": "Nothing was decided",
    "timing": "Not the right time",
    "no-response": "Went silent",
    "other": "Something else",
  },
} as const;

/** The reason with which a note belongs. */
export const other = "other";
