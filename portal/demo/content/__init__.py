"""What the demo says: facts of two real announcements, told in our own words.

Plain data, no models. Statements are paraphrased in reported speech: nobody is
quoted. Contacts have reserved addresses that lead nowhere.
"""
