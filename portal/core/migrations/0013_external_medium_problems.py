from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_external_medium_poster_file'),
    ]

    operations = [
        migrations.AlterField(
            model_name='externalmedium',
            name='problem',
            field=models.CharField(blank=True, choices=[('unfit', 'Only addresses with https:// and its usual port are asked.'), ('refused', 'The address is not one of the public internet.'), ('no-answer', 'The provider cannot be reached.'), ('too-slow', 'The provider took too long to answer.'), ('too-large', 'The provider’s answer is too large.'), ('not-there', 'The provider says that there is nothing at this address.'), ('withheld', 'The provider does not give this to everybody.'), ('untold', 'The page tells no title and picture in a form to be read.'), ('unusable', 'The provider gave no usable answer.'), ('no-poster', 'The picture could not be used.'), ('next-save', 'Not looked up yet, as one save asks about few links. Save again to go on.'), ('next-hour', 'Not looked up yet, as you have asked about many links within an hour. Save again later.')], max_length=10),
        ),
    ]
